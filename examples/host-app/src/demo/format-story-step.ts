import type { StoryStep } from '../contract/live-events';

/** A step as lines of a terminal; behind a bar stands what was seen at the vendors and at the doors. */
export function formatStoryStep({ kind, words, opened }: StoryStep): string {
  if (kind === 'chapter') return `\n${words}\n`;
  if (kind === 'told') return `  ${words}`;
  return `  ${opened === undefined ? '│' : opened ? '│ opens  ' : '│ closed '} ${words}`;
}
