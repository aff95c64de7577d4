import assert from 'node:assert/strict';
import type { ConformanceSuite } from '../conformance-suite';
import type { Stage } from '../stage';

/** Texts that are nobody's subject, or that nobody can read. */
const strangeTexts = ['', ' ', '0', '000', '-1', '12345678901234567890', 'ÄÖÜ', '\u0000', 'a/b:c', '\ud800', ' 7 '];

/** One subject in several spellings, where the vendor knows such. */
export function spellingCases({ section, check, checkWith, provider }: ConformanceSuite): void {
  if (provider.normaliseSubject === undefined) return;

  section('spellings of a subject', () => {
    check('become one, the same every time, which stays as it is', async (stage) => {
      for (const subject of [...stage.world.subjects, ...strangeTexts]) {
        const once = spell(stage, subject);
        assert.equal(spell(stage, subject), once, 'The same text is spelled in two ways.');
        assert.equal(spell(stage, once), once, 'The one spelling has another one.');
      }
    });

    check('are left alone by a world that uses the one spelling', async (stage) => {
      for (const subject of stage.world.subjects) assert.equal(spell(stage, subject), subject);
    });

    check('keep different subjects apart', async (stage) => {
      const { subjects } = stage.world;
      assert.equal(new Set(subjects.map((subject) => spell(stage, subject))).size, new Set(subjects).size);
    });

    checkWith('respell', 'of one subject have the same lane and the same grant', async (stage) => {
      const { respell } = stage.world;
      assert.ok(respell, 'The provider needs a world with respell, or one that says why it cannot have it.');
      for (const subject of stage.world.subjects) {
        const other = respell(subject);
        assert.notEqual(other, subject, 'The other spelling is the same.');
        assert.equal(spell(stage, other), subject, 'The other spelling becomes another subject.');
        const [one, two] = [stage.permission({ subject }), stage.permission({ subject: other })];
        assert.equal(stage.provider.laneOf(two), stage.provider.laneOf(one), 'The other spelling has another lane.');
        assert.equal(stage.provider.grantKeyOf(two), stage.provider.grantKeyOf(one), 'It has another grant.');
      }
    });
  });
}

function spell({ provider }: Stage, subject: string): string {
  return provider.normaliseSubject?.(subject) ?? assert.fail('Spellings are not told apart.');
}
