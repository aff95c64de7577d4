import { useState } from 'preact/hooks';
import type { StoryStep } from '../../contract/live-events';
import { api } from '../api/api';
import { useLive } from '../api/live-context';
import { useAction } from '../api/use-action';
import { Icon } from '../parts/icon';
import { ProblemNote } from '../parts/messages';
import { Tag } from '../parts/state-tag';

const kinds: Readonly<Record<StoryStep['kind'], string>> = {
  chapter: 'Chapter',
  told: 'What happens',
  seen: 'Seen at the door system',
};

/** Starts the guided story. */
export function StoryButton() {
  const playing = useAction(api.playStory);
  return (
    <>
      <button type="button" class="button accent" aria-disabled={playing.isRunning} onClick={() => playing.run()}>
        <Icon name="play" />
        Play the story
      </button>
      <ProblemNote message={playing.message} />
    </>
  );
}

/** What the story tells just now, whoever started it. */
export function StoryCaption() {
  const [step, setStep] = useState<StoryStep>();
  useLive((event) => {
    if (event.type === 'story') setStep(event.step);
  });
  return (
    <div class="story-place" aria-live="polite">
      {step && (
        <div class={`story story-${step.kind}`}>
          <p class="story-kind">
            {kinds[step.kind]}{' '}
            <span class="story-count">
              {step.number} of {step.of}
            </span>
          </p>
          <p class="story-words">{step.words}</p>
          {step.opened !== undefined && (
            <Tag
              word={step.opened ? 'The door opened' : 'The door stayed shut'}
              icon={step.opened ? 'open' : 'refused'}
              tone={step.opened ? 'good' : 'bad'}
            />
          )}
          <progress max={step.of} value={step.number} aria-label="How far the story is" />
          <button
            type="button"
            class="button quiet icon-only"
            aria-label="Hide the story"
            onClick={() => setStep(undefined)}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
