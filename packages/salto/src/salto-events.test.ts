import { describe, expect, it } from 'vitest';
import { createTestHost, type TestHost, type TestHostOptions } from './__fixtures__/salto-host';
import type { SimulatedAuditEvent } from './testing';

const ADA = '04A1B2C3';
const BEN = '04B5C6D7';

/** A host that has pulled once, so that what comes from now on is told. */
async function createListener(options: TestHostOptions = {}): Promise<TestHost> {
  const host = createTestHost(options);
  await host.access.runDue();
  return host;
}
/** Type, place, subject, reason and instant of what the host has heard. */
const told = ({ events }: TestHost) =>
  events.map(({ type, place, subject, reason, at }) => [type, place, subject, reason, at.slice(11, 16)].join(' '));
const operation = (code: number, door: string | null = 'GYM-DOOR', subject: string | null = 'USER-ADA') => ({
  operation: code,
  door,
  subject,
});

describe('door events of Space', () => {
  it('tell who was let in and who was not, and why, in the words of the directory', async () => {
    const host = await createListener();
    const { access, simulator } = host;
    await access.putBooking(host.booking());
    await host.playUntil('2026-06-01T16:30:00.000Z');
    simulator.presentCard({ card: ADA, door: 'GYM-DOOR' });
    simulator.presentCard({ card: BEN, door: 'GYM-DOOR' });
    await host.playUntil('2026-06-01T17:30:00.000Z');
    simulator.presentCard({ card: ADA, door: 'GYM-DOOR' });
    await access.runDue();
    expect(told(host)).toEqual([
      'denied GYM APT-501 out_of_time 16:30',
      'denied GYM APT-502 not_allowed_here 16:30',
      'granted GYM APT-501  17:30',
    ]);
  });

  it.each([
    [17, 'granted', undefined],
    [81, 'denied', 'not_activated'],
    [82, 'denied', 'expired'],
    [83, 'denied', 'out_of_date'],
    [84, 'denied', 'not_allowed_here'],
    [85, 'denied', 'out_of_time'],
  ])('say of operation %i: %s, reason %s', async (code, type, reason) => {
    const host = await createListener();
    host.simulator.addAuditEvent(operation(code));
    await host.access.runDue();
    expect(host.events).toMatchObject([{ type, providerId: 'house', place: 'GYM', subject: 'APT-501' }]);
    expect(host.events[0]?.reason).toBe(reason);
  });

  it('say who came in: not of a way out, and not of a refusal', async () => {
    const host = await createListener();
    host.simulator.addAuditEvent(operation(17));
    host.simulator.addAuditEvent({ ...operation(17), isExit: true });
    host.simulator.addAuditEvent(operation(84));
    await host.access.runDue();
    expect(host.events.map(({ type, isEntry }) => [type, isEntry])).toEqual([
      ['granted', true],
      ['granted', undefined],
      ['denied', undefined],
    ]);
  });

  it('leave out what is no door event of a cardholder', async () => {
    const host = await createListener();
    host.simulator.addAuditEvent(operation(16));
    host.simulator.addAuditEvent({ ...operation(17), subjectType: 1 });
    host.simulator.addAuditEvent({ ...operation(17), subjectType: 2 });
    await host.access.runDue();
    expect(host.events).toEqual([]);
    host.simulator.addAuditEvent(operation(17));
    await host.access.runDue();
    expect(host.events).toHaveLength(1);
  });

  it('are told once for every zone of the door and every access level of the cardholder', async () => {
    const host = await createListener();
    host.simulator.alterUser('USER-ADA', { accessLevels: ['APT-501', 'APT-503'] });
    host.simulator.alterDoor('GYM-DOOR', { zones: ['GYM', 'LOBBY'] });
    host.simulator.addAuditEvent(operation(17));
    await host.access.runDue();
    expect(host.events.map(({ place, subject }) => `${place} ${subject}`).sort()).toEqual([
      'GYM APT-501',
      'GYM APT-503',
      'LOBBY APT-501',
      'LOBBY APT-503',
    ]);
    expect(new Set(host.events.map(({ id }) => id)).size).toBe(4);
  });

  it('name door and cardholder themselves where Space knows no zone and no level, and nobody where it names none', async () => {
    const host = await createListener();
    host.simulator.addDoor({ id: 'GATE', name: 'Gate', zones: [] });
    host.simulator.addAuditEvent(operation(84, 'GATE', 'USER-OTTO'));
    host.simulator.addAuditEvent(operation(84, 'GONE-DOOR', 'USER-GONE'));
    host.simulator.addAuditEvent(operation(84, 'GYM-DOOR', null));
    await host.access.runDue();
    expect(host.events.map(({ place, subject }) => [place, subject])).toEqual([
      ['GATE', 'USER-OTTO'],
      ['GONE-DOOR', 'USER-GONE'],
      ['GYM', undefined],
    ]);
  });

  it('know somebody who has moved in a minute ago', async () => {
    const host = await createListener();
    host.simulator.addAuditEvent(operation(17));
    await host.access.runDue();
    host.simulator.addUser({ id: 'USER-NEW', accessLevels: ['APT-502'] });
    await host.clock.advanceBy(61_000);
    host.simulator.addAuditEvent(operation(17, 'GYM-DOOR', 'USER-NEW'));
    await host.access.runDue();
    expect(host.events.at(-1)).toMatchObject({ subject: 'APT-502' });
  });
});

describe('reading on', () => {
  it('leaves out what is older than the first look', async () => {
    const host = createTestHost();
    host.simulator.presentCard({ card: ADA, door: 'GYM-DOOR' });
    await host.access.runDue();
    await host.access.runDue();
    expect(host.events).toEqual([]);
  });

  it('tells each event once, also of a trail of many pages, and asks only for what is new', async () => {
    const host = await createListener();
    for (let count = 0; count < 450; count += 1) host.simulator.addAuditEvent(operation(17));
    await host.access.runDue();
    await host.access.runDue();
    expect(host.events).toHaveLength(450);
    expect(new Set(host.events.map(({ id }) => id)).size).toBe(450);
  });

  it('goes on in a new process where the old one was, and repeats nothing', async () => {
    const host = await createListener();
    host.simulator.addAuditEvent(operation(17));
    await host.access.runDue();
    host.restart();
    host.simulator.addAuditEvent(operation(84));
    await host.access.runDue();
    await host.access.runDue();
    expect(host.events.map(({ type }) => type)).toEqual(['granted', 'denied']);
  });

  it('loses nothing by an outage or an answer that was lost', async () => {
    const host = await createListener();
    host.simulator.addAuditEvent(operation(17));
    host.simulator.levers.setOutage(true);
    await host.access.runDue();
    host.simulator.levers.setOutage(false);
    host.simulator.levers.dropAnswer({ when: host.simulator.callOf('SaltoDBAuditTrail.Read') });
    await host.clock.advanceBy(400_000);
    await host.access.runDue();
    await host.clock.advanceBy(400_000);
    await host.access.runDue();
    expect(host.events).toHaveLength(1);
  });

  it('goes on in a trail of which the old part was removed', async () => {
    const host = await createListener();
    for (let count = 0; count < 3; count += 1) host.simulator.addAuditEvent(operation(17));
    await host.access.runDue();
    const last = host.simulator.addAuditEvent(operation(84));
    purge(host, 3);
    expect(host.simulator.state.auditTrail).toEqual([last]);
    await host.access.runDue();
    expect(host.events).toHaveLength(4);
  });

  it('is silent after numbers that begin again, until they pass the last one that was seen', async () => {
    const host = await createListener();
    for (let count = 0; count < 3; count += 1) host.simulator.addAuditEvent(operation(17));
    await host.access.runDue();
    purge(host, 3);
    for (let count = 0; count < 4; count += 1) host.simulator.addAuditEvent(operation(84));
    await host.access.runDue();
    // Numbers 1 to 3 are taken for known ones; only 4 is told.
    expect(host.events.map(({ type }) => type)).toEqual(['granted', 'granted', 'granted', 'denied']);
  });
});

/** Somebody clears the oldest events of Space. The simulator has no screen for it. */
function purge({ simulator }: TestHost, count: number): void {
  (simulator.state.auditTrail as SimulatedAuditEvent[]).splice(0, count);
}

describe('the hour that comes twice', () => {
  it('is told in the order in which things happened', async () => {
    const host = await createListener({ startsAt: '2026-10-25T00:00:00.000Z' });
    for (const at of ['00:20', '00:50', '01:10', '01:40', '02:10']) {
      await host.clock.advanceTo(`2026-10-25T${at}:00.000Z`);
      host.simulator.addAuditEvent(operation(17));
    }
    await host.access.runDue();
    expect(told(host).map((line) => line.slice(-5))).toEqual(['00:20', '00:50', '01:10', '01:40', '02:10']);
  });

  it('is told rightly over pulls and a new process', async () => {
    const host = await createListener({ startsAt: '2026-10-25T00:00:00.000Z' });
    for (const at of ['00:50', '01:10', '01:40']) {
      await host.clock.advanceTo(`2026-10-25T${at}:00.000Z`);
      host.simulator.addAuditEvent(operation(17));
      await host.access.runDue();
      host.restart();
    }
    expect(told(host).map((line) => line.slice(-5))).toEqual(['00:50', '01:10', '01:40']);
  });
});
