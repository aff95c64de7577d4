import { expect, it } from 'vitest';
import { ipassanProfile } from './ipassan-profile';
import { visitorToForm } from './ipassan-visitor-input';

it('sends no mark to a vendor that keeps none', () => {
  const visitor = { host: 'ada', name: 'Vera', startsAt: 'a', endsAt: 'b', reference: 'acx:1' };
  const form = visitorToForm({ ...ipassanProfile.visitor, reference: null }, visitor);
  expect(form.toString()).toBe('person=ada&name=Vera&start=a&end=b');
});
