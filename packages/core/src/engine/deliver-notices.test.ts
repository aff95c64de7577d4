import { describe, expect, it } from 'vitest';
import type { Notice } from '../model/notice';
import { createLawWorld } from '../testing/laws/law-world';

const noticeOf = (id: string): Notice => ({
  ...{ id, type: 'capacity_low', at: '2026-11-21T08:00:00.000Z', audience: ['administrator'] },
  ...{ message: '', action: '', providerId: 'fake', resource: 'slots' },
});

describe('notices that the host refuses', () => {
  it('never keep back the others, however many there are', async () => {
    const offered: string[] = [];
    const world = createLawWorld({
      access: {
        onNotice({ id }) {
          offered.push(id);
          if (id !== 'wanted') throw new Error('not today');
        },
      },
    });
    await world.ledger.transaction(async ({ notices }) => {
      for (let count = 0; count < 1_200; count += 1) await notices.add(noticeOf(`refused-${count}`));
      await notices.add(noticeOf('wanted'));
    });
    await world.access.runDue();
    expect(offered).toContain('wanted');
    expect(new Set(offered).size).toBe(offered.length);
    expect(offered).toHaveLength(1_201);
  });
});
