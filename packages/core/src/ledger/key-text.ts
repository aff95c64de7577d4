/** Before U+0000, which some databases do not take and some drivers end a text at, and before U+0001. */
const LOW_ESCAPE = '\u0001';
/** Before halves of characters, which UTF-8 does not have, and before itself. They stand right before it in the order of code points. */
const HIGH_ESCAPE = '\ue000';
const FIRST_HALF = 0xd800;
/** After U+E000: above everything that stands for a half. */
const ITSELF = '\u0900';

/**
 * Text of a key as a database stores it that compares the bytes of UTF-8. Stored like this, the order is that of code points, and no two
 * different texts become one, whatever is in them. Ordinary text stays as it is.
 *
 * | code point         | stored as                     |
 * |--------------------|-------------------------------|
 * | `0000`, `0001`     | `0001 0001`, `0001 0002`      |
 * | a half, `D800`…`DFFF` | `E000 0002` … `E000 0801`  |
 * | `E000`             | `E000 0900`                   |
 * | any other          | itself                        |
 */
export function toKeyText(text: string): string {
  let stored = '';
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point <= 1) stored += LOW_ESCAPE + String.fromCharCode(point + 1);
    else if (character === HIGH_ESCAPE) stored += HIGH_ESCAPE + ITSELF;
    else if (point >= FIRST_HALF && point < 0xe000) stored += HIGH_ESCAPE + String.fromCharCode(point - FIRST_HALF + 2);
    else stored += character;
  }
  return stored;
}

/** The way back from {@link toKeyText}. */
export function fromKeyText(stored: string): string {
  let text = '';
  let pending = '';
  for (const character of stored) {
    const point = character.codePointAt(0) ?? 0;
    if (pending === '' && (character === LOW_ESCAPE || character === HIGH_ESCAPE)) {
      pending = character;
      continue;
    }
    if (pending === LOW_ESCAPE) text += String.fromCharCode(point - 1);
    else if (pending === HIGH_ESCAPE)
      text += character === ITSELF ? HIGH_ESCAPE : String.fromCharCode(point - 2 + FIRST_HALF);
    else text += character;
    pending = '';
  }
  return text;
}
