import { describe, expect, it } from 'vitest';
import { createIpassanBuilding } from './ipassan-building';
import { createIpassanSimulator } from './ipassan-simulator';
import type { IpassanSwitches } from './ipassan-switches';
import { createIpassanTestCaller } from './ipassan-test-caller';

describe('PINs of the iPassan simulator', () => {
  const window = { startsAt: '2026-07-01T09:00:00Z', endsAt: '2026-07-01T10:00:00Z' };
  const setUp = (switches?: Partial<IpassanSwitches>, seed = 1) => {
    const simulator = createIpassanSimulator({ seed, switches });
    const building = createIpassanBuilding(simulator);
    const caller = createIpassanTestCaller(simulator);
    const visitors = `/api/v1/access/site/${building.site.uuid}/visitor`;
    const invite = () => {
      const { startsAt: start, endsAt: end } = window;
      return caller.call('POST', visitors, { person: building.ada.uuid, name: 'Vera', start, end });
    };
    const addMany = (count: number) =>
      Array.from({ length: count }, () => simulator.addVisitor({ host: building.ada.uuid, ...window }));
    return { simulator, building, caller, visitors, invite, addMany };
  };

  it.each([4, 5, 6, 7, 8])('has %i digits when switched so, leading zeros included', (pinDigits) => {
    const pins = setUp({ pinDigits })
      .addMany(100)
      .map(({ pin }) => pin);
    for (const pin of pins) expect(pin).toMatch(new RegExp(`^\\d{${pinDigits}}$`));
    expect(pins.some((pin) => pin.startsWith('0'))).toBe(true);
    expect(new Set(pins).size).toBe(100);
  });

  it('are the same for the same seed, whatever uuids and tokens were made between', async () => {
    const pinsOf = (world: ReturnType<typeof setUp>) => world.addMany(3).map(({ pin }) => pin);
    const busy = setUp();
    await busy.caller.signIn();
    busy.simulator.addPerson({ site: busy.building.site.uuid });
    expect(pinsOf(busy)).toEqual(pinsOf(setUp()));
    expect(pinsOf(setUp({}, 2))).not.toEqual(pinsOf(setUp()));
  });

  it('come back by cancelled visits only when no other is left, and run out when every one is valid', async () => {
    const { simulator, caller, invite, addMany } = setUp({ pinDigits: 1 });
    await caller.signIn();
    const cancelled = addMany(5);
    for (const { uuid } of cancelled) simulator.cancelVisitor(uuid);
    const visits = [...cancelled, ...addMany(5)];
    expect(new Set(visits.map(({ pin }) => pin)).size).toBe(10);
    const heirs = addMany(4);
    const [last] = cancelled.map(({ pin }) => pin).filter((code) => !heirs.some(({ pin }) => pin === code));
    expect((await invite()).json).toMatchObject({ code: last });
    expect(await invite()).toMatchObject({ status: 400, text: expect.stringContaining('No access code is free') });
    expect(simulator.state.visitors.size).toBe(15);
  });

  it.each([
    [true, 'null' as const],
    [true, 'absent' as const],
    [false, 'null' as const],
    [false, 'absent' as const],
  ])('are told again: %s; an answer without one has it %s', async (tellsPinAgain, hiddenPin) => {
    const { simulator, caller, visitors, invite } = setUp({ tellsPinAgain, hiddenPin });
    await caller.signIn();
    const invited = await invite();
    const path = `${visitors}/${invited.uuid}`;
    const { code, ...withoutCode } = Object(invited.json);
    expect(code).toBe(simulator.state.visitors.get(invited.uuid)?.pin);
    const hidden = hiddenPin === 'null' ? { ...withoutCode, code: null } : withoutCode;
    const read = tellsPinAgain ? invited.json : hidden;
    expect((await caller.call('GET', path)).json).toEqual(read);
    expect((await caller.call('GET', visitors)).json).toMatchObject({ data: [read] });
    expect((await caller.call('PUT', path, {})).json).toEqual(read);
    await caller.call('DELETE', path);
    expect((await caller.call('GET', path)).json).toEqual(hidden);
  });
});
