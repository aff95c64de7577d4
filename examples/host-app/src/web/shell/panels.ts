import type { ComponentType } from 'preact';
import type { Role, User } from '../../contract/session';
import { BookingsPanel } from '../panels/bookings/bookings-panel';
import { DoorsPanel } from '../panels/doors/doors-panel';
import { IntegrationsPanel } from '../panels/integrations/integrations-panel';
import { MailboxPanel } from '../panels/mailbox/mailbox-panel';
import { MappingPanel } from '../panels/mapping/mapping-panel';
import { TimelinePanel } from '../panels/timeline/timeline-panel';
import { VendorsPanel } from '../panels/vendors/vendors-panel';
import type { IconName } from '../parts/icon';

/** What every panel is told. */
export interface PanelProps {
  readonly user: User;
  /** With simulated door systems behind it: things may be broken, and time moved. */
  readonly isDemo: boolean;
}

interface PanelEntry {
  readonly name: string;
  readonly title: string;
  readonly icon: IconName;
  readonly component: ComponentType<PanelProps>;
}

const everyday: readonly PanelEntry[] = [
  { name: 'bookings', title: 'Bookings', icon: 'bookings', component: BookingsPanel },
  { name: 'timeline', title: 'Timeline', icon: 'timeline', component: TimelinePanel },
  { name: 'doors', title: 'Doors', icon: 'doors', component: DoorsPanel },
  { name: 'mailbox', title: 'Mailbox', icon: 'mailbox', component: MailboxPanel },
];

const settingUp: readonly PanelEntry[] = [
  { name: 'vendors', title: 'Vendors', icon: 'vendors', component: VendorsPanel },
  { name: 'integrations', title: 'Integrations', icon: 'integrations', component: IntegrationsPanel },
  { name: 'mapping', title: 'Mapping', icon: 'mapping', component: MappingPanel },
];

/** What somebody sees. The server refuses the rest by itself. */
export const panelsOf = (role: Role): readonly PanelEntry[] =>
  role === 'manager' ? [...everyday, ...settingUp] : everyday;
