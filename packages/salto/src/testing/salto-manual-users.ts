import { appendAuditEvent } from './salto-audit-trail';
import type { SaltoContext } from './salto-context';
import { getRecord } from './salto-get-record';
import { requireNew } from './salto-new-record';
import type { SimulatedAuditEvent, SimulatedUser } from './salto-records';

export type UserEdit = Partial<Omit<SimulatedUser, 'id'>>;

/** Users, their cards and what the audit trail says, by hand. */
export interface SaltoManualUsers {
  /** Default: somebody without cards or rights. */
  addUser(user: UserEdit & { readonly id?: string }): SimulatedUser;
  alterUser(id: string, edit: UserEdit): SimulatedUser;
  /** The cards open nothing any more. */
  removeUser(id: string): void;
  /** An event that no simulated door makes, now. Default: an unknown cardholder enters at an unknown door. */
  addAuditEvent(
    event: Pick<SimulatedAuditEvent, 'operation'> & Partial<Omit<SimulatedAuditEvent, 'id' | 'at'>>,
  ): SimulatedAuditEvent;
}

export function createSaltoManualUsers(
  { store, clock }: Pick<SaltoContext, 'store' | 'clock'>,
  newId: () => string,
): SaltoManualUsers {
  const takeCards = (id: string): void => {
    for (const [card, holder] of store.cards) if (holder === id) store.cards.delete(card);
  };
  const put = (user: SimulatedUser): SimulatedUser => {
    for (const level of user.accessLevels) getRecord(store.accessLevels, level, 'access level');
    for (const card of user.cards)
      if ((store.cards.get(card) ?? user.id) !== user.id) throw new RangeError('Another user has this card.');
    takeCards(user.id);
    for (const card of user.cards) store.cards.set(card, user.id);
    store.users.set(user.id, user);
    return user;
  };
  return {
    addUser(user) {
      const defaults = { id: newId(), firstName: 'Test', lastName: 'Someone', cards: [], accessLevels: [] };
      const added = put(requireNew(store.users, { ...defaults, ...user }, 'user'));
      store.internalIds.set(`user ${added.id}`, store.internalIds.size + 1);
      return added;
    },
    alterUser: (id, edit) => put({ ...getRecord(store.users, id, 'user'), ...edit }),
    removeUser(id) {
      getRecord(store.users, id, 'user');
      takeCards(id);
      store.users.delete(id);
    },
    addAuditEvent: (event) =>
      appendAuditEvent({ store, clock }, { isExit: false, door: null, subjectType: 0, subject: null, ...event }),
  };
}
