import type { SettingField } from '../../../contract/integrations';

/** How the access token of Bookings ONE is sent. Its reference contradicts itself, so an installer has to try. */
export const AUTH_CHOICES = ['raw', 'basic', 'bearer'] as const;

/** The field for it. */
export const authField: SettingField = {
  ...{ name: 'auth', label: 'How the token is sent', kind: 'choice', isRequired: false },
  choices: [
    { value: 'raw', label: 'As it is' },
    { value: 'basic', label: 'Basic, as the user name' },
    { value: 'bearer', label: 'Bearer' },
  ],
  hint: 'Try another one when the test says that the token is refused.',
};
