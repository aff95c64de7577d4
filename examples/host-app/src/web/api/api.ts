import type { BookingDraft, BookingView, PinView, PlanView, Resource } from '../../contract/bookings';
import type { Door, PresentInput, PresentView } from '../../contract/doors';
import type { Integration, IntegrationChange, IntegrationInput, SystemDescription } from '../../contract/integrations';
import type { Mail, MailSummary } from '../../contract/mailbox';
import type { Choices, Mapping, MappingChange, MappingInput } from '../../contract/mapping';
import type { LoginInput, Session } from '../../contract/session';
import type { ClockInput, ClockView, Timeline } from '../../contract/timeline';
import type { CheckInput, CheckView, Figures, HealthView, LeverInput, VendorView } from '../../contract/vendors';
import { rememberCsrfToken, request } from './request';

const get = <Answer>(path: string): Promise<Answer> => request('GET', path);
const post = <Answer>(path: string, body?: unknown): Promise<Answer> => request('POST', path, body);
const put = <Answer>(path: string, body: unknown): Promise<Answer> => request('PUT', path, body);
const remove = (path: string): Promise<unknown> => request('DELETE', path);
const part = encodeURIComponent;

const started = (session: Session): Session => {
  rememberCsrfToken(session.csrfToken);
  return session;
};

/** Everything that the page asks of the server, in the words of the contract. Every call may throw a `RequestFailure`. */
export const api = {
  session: () => get<Session>('/api/session').then(started),
  logIn: (input: LoginInput) => post<Session>('/api/session', input).then(started),
  logOut: () => remove('/api/session'),

  clock: () => get<ClockView>('/api/clock'),
  moveClock: (input: ClockInput) => post<ClockView>('/api/clock', input),
  playStory: () => post<unknown>('/api/story'),

  resources: () => get<readonly Resource[]>('/api/resources'),
  bookings: () => get<readonly BookingView[]>('/api/bookings'),
  plan: (draft: BookingDraft, signal: AbortSignal) => request<PlanView>('POST', '/api/bookings/plan', draft, signal),
  book: (draft: BookingDraft) => post<BookingView>('/api/bookings', draft),
  changeBooking: (id: string, draft: BookingDraft) => put<BookingView>(`/api/bookings/${part(id)}`, draft),
  cancelBooking: (id: string) => remove(`/api/bookings/${part(id)}`),
  pin: (id: string) => post<PinView>(`/api/bookings/${part(id)}/pin`),
  timeline: (from: string, to: string) => get<Timeline>(`/api/timeline?from=${part(from)}&to=${part(to)}`),

  doors: () => get<readonly Door[]>('/api/doors'),
  present: (doorId: string, input: PresentInput) => post<PresentView>(`/api/doors/${part(doorId)}/present`, input),

  vendors: () => get<readonly VendorView[]>('/api/vendors'),
  pull: (id: string, leverId: string, input: LeverInput) =>
    post<unknown>(`/api/vendors/${part(id)}/levers/${part(leverId)}`, input),
  check: (id: string, input: CheckInput) => post<CheckView>(`/api/vendors/${part(id)}/check`, input),
  health: (id: string) => get<HealthView>(`/api/vendors/${part(id)}/health`),
  figures: () => get<Figures>('/api/figures'),

  systems: () => get<readonly SystemDescription[]>('/api/integrations/kinds'),
  integrations: () => get<readonly Integration[]>('/api/integrations'),
  addIntegration: (input: IntegrationInput) => post<IntegrationChange>('/api/integrations', input),
  changeIntegration: (id: string, input: IntegrationInput) =>
    put<IntegrationChange>(`/api/integrations/${part(id)}`, input),
  setActive: (id: string, isActive: boolean) =>
    post<IntegrationChange>(`/api/integrations/${part(id)}/${isActive ? 'activate' : 'deactivate'}`),
  removeIntegration: (id: string) => remove(`/api/integrations/${part(id)}`),
  testIntegration: (id: string) => post<HealthView>(`/api/integrations/${part(id)}/test`),

  mapping: () => get<Mapping>('/api/mapping'),
  map: (input: MappingInput) => put<MappingChange>('/api/mapping', input),
  choices: (integrationId: string) => get<Choices>(`/api/mapping/choices?integration=${part(integrationId)}`),

  mails: () => get<readonly MailSummary[]>('/api/mail'),
  mail: (id: string) => get<Mail>(`/api/mail/${part(id)}`),
};
