import type { BrokenProvider } from './broken-provider';

let calls = 0;

/** Faults in the one spelling of a subject. */
export const brokenSpellings: readonly BrokenProvider[] = [
  {
    name: 'spells a subject in another way every time',
    options: { subjectSpelling: 'any_case' },
    alter: ({ normaliseSubject }) => ({
      normaliseSubject(subject) {
        calls += 1;
        return `${normaliseSubject?.(subject)} ${calls}`;
      },
    }),
    caughtBy: ['spellings of a subject > become one, the same every time'],
  },
  {
    name: 'takes off one more letter at every turn',
    options: { subjectSpelling: 'any_case' },
    alter: () => ({ normaliseSubject: (subject) => subject.toLowerCase().slice(1) }),
    caughtBy: [
      'spellings of a subject > become one, the same every time',
      'spellings of a subject > are left alone by a world',
    ],
  },
  {
    name: 'spells the subjects of its world in another way',
    options: { subjectSpelling: 'any_case' },
    alter: () => ({ normaliseSubject: (subject) => subject.toUpperCase() }),
    caughtBy: ['spellings of a subject > are left alone by a world'],
  },
  {
    name: 'takes two subjects for one',
    options: { subjectSpelling: 'any_case' },
    alter: () => ({ normaliseSubject: (subject) => subject.toLowerCase().replace(/[0-9]+$/, '') }),
    caughtBy: ['spellings of a subject > keep different subjects apart'],
  },
  {
    name: 'has another grant for another spelling',
    options: { subjectSpelling: 'any_case' },
    alter: ({ grantKeyOf }) => ({
      grantKeyOf: (permission) => `${grantKeyOf(permission)}/${/[A-Z]/.test(permission.subject)}`,
    }),
    caughtBy: ['spellings of a subject > of one subject have the same lane and the same grant'],
  },
  {
    name: 'has another lane for another spelling',
    options: { subjectSpelling: 'any_case' },
    alter: ({ laneOf }) => ({ laneOf: (permission) => `${laneOf(permission)}/${/[A-Z]/.test(permission.subject)}` }),
    caughtBy: ['spellings of a subject > of one subject have the same lane and the same grant'],
  },
  {
    name: 'leaves other spellings as they are',
    options: { subjectSpelling: 'any_case' },
    alter: () => ({ normaliseSubject: (subject) => subject }),
    caughtBy: ['spellings of a subject > of one subject have the same lane and the same grant'],
  },
];
