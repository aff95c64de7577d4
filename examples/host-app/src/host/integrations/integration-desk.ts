import { AcxError, ConfigurationError } from '@acx/core';
import type { FieldProblem } from '../../contract/failure';
import type { Integration, IntegrationChange, IntegrationInput } from '../../contract/integrations';
import type { Engine } from '../engine';
import { Refused, refuseProblems } from '../refused';
import { checkForm } from './check-form';
import type { ConfiguredIntegration, Surroundings } from './configured-integration';
import type { IntegrationBook } from './integration-book';
import { type IntegrationRow, WEBHOOK_PASSWORD } from './integration-row';
import { toIntegrationView } from './integration-view';
import { keptSecrets } from './kept-secrets';
import { allSystems } from './systems/all-systems';

/** Adds, changes, activates and deactivates integrations. */
export interface IntegrationDesk {
  list(): Integration[];
  /** @throws Refused where there is none. */
  find(id: string): IntegrationRow;
  add(input: IntegrationInput, options?: { id?: string; isActive?: boolean }): Promise<IntegrationChange>;
  change(id: string, input: IntegrationInput): Promise<IntegrationChange>;
  activate(id: string): Promise<IntegrationChange>;
  deactivate(id: string): Promise<IntegrationChange>;
  remove(id: string): Promise<void>;
}

export function createIntegrationDesk(options: {
  integrations: IntegrationBook;
  engine: Engine;
  surroundings: Surroundings;
  webhookUrl: (id: string) => string;
  /** Places that resources are mapped to there, with their names. */
  placesOf: (id: string) => readonly { place: string; name: string }[];
  /** What is followed may be something else now. */
  onChanged: () => Promise<void>;
}): IntegrationDesk {
  const { integrations, engine, surroundings, webhookUrl, placesOf, onChanged } = options;
  const view = (row: IntegrationRow): Integration =>
    toIntegrationView(row, { webhookUrl: webhookUrl(row.id), places: placesOf(row.id) });
  const find = (id: string): IntegrationRow => {
    const row = integrations.find(id);
    if (row === undefined) throw new Refused(404, 'There is no such integration.');
    return row;
  };
  const save = async (row: IntegrationRow): Promise<void> => {
    await integrations.save(row);
    await engine.renew(row.id);
    await onChanged();
  };

  const read = (input: IntegrationInput, id: string, former?: IntegrationRow): IntegrationRow => {
    const kept = keptSecrets(input, former);
    const problems = checkForm(input, Object.keys(kept));
    if (former !== undefined && former.kind !== input.kind)
      problems.push({ field: 'kind', message: 'cannot be changed: add another integration' });
    refuseProblems(problems);
    const { webhookPassword, webhookEmail = former?.checkIns?.webhookEmail, isOn, places } = input.checkIns ?? {};
    const secrets = { ...input.secrets, ...(webhookPassword && { [WEBHOOK_PASSWORD]: webhookPassword }) };
    const fresh = Object.entries(secrets).filter(([, secret]) => secret !== '');
    const checkIns = input.checkIns && {
      isOn: isOn ?? false,
      ...(webhookEmail !== undefined && { webhookEmail }),
      places: { ...former?.checkIns?.places, ...places },
    };
    const row: IntegrationRow = {
      ...{ id, kind: input.kind, name: input.name.trim(), isActive: former?.isActive ?? false },
      settings: { ...input.settings },
      sealedSecrets: { ...kept, ...integrations.seal(id, Object.fromEntries(fresh)) },
      ...((checkIns ?? former?.checkIns) && { checkIns: checkIns ?? former?.checkIns }),
    };
    refuseProblems(tryOut(integrations.open(row), surroundings));
    return row;
  };

  return {
    list: () => integrations.list().map(view),
    find,
    async add(input, { id = freeId(input.name, integrations), isActive = false } = {}) {
      const row = { ...read(input, id), isActive };
      await save(row);
      return { integration: view(row), words: isActive ? 'Added.' : 'Added. Test it, then activate it.' };
    },
    async change(id, input) {
      const former = find(id);
      const row = read(input, id, former);
      await save(row);
      // A person has just said who gets in, and means everybody it puts out.
      if (former.settings['audience'] !== row.settings['audience'])
        await engine.access.remap({ allowMassRevocation: true });
      if (!row.isActive) return { integration: view(row), words: 'Saved. It is deactivated.' };
      return { integration: view(row), words: `Saved. ${await catchUp(id)}` };
    },
    async activate(id) {
      const row = { ...find(id), isActive: true };
      await save(row);
      return { integration: view(row), words: `Activated. ${await catchUp(id)}` };
    },
    async deactivate(id) {
      const row = { ...find(id), isActive: false };
      await save(row);
      const words = 'Deactivated. Nothing is written there any more; what is there stays, and bookings wait.';
      return { integration: view(row), words };
    },
    async remove(id) {
      const row = find(id);
      if (row.isActive) throw new Refused(409, 'Deactivate it first.');
      if (placesOf(id).length > 0) throw new Refused(409, 'Resources are mapped to it: take them off first.');
      await integrations.remove(id);
      await engine.renew(id);
      await onChanged();
    },
  };

  /** What was booked, moved and cancelled meanwhile is written, and what somebody has changed there is put right. */
  async function catchUp(id: string): Promise<string> {
    if (allSystems[integrations.find(id)?.kind ?? 'visitors'].createProvider === undefined) {
      await engine.runDue();
      return 'Its bookings are read now.';
    }
    try {
      // Gives parts that have failed another try even where the vendor cannot be asked what it holds.
      await engine.access.remap({ providerId: id });
      const { drift } = await engine.access.check({ providerId: id, mode: 'heal' });
      await engine.runDue();
      return drift.length === 0 ? 'It holds what it should.' : `${drift.length} differences are being put right.`;
    } catch (failure) {
      if (!AcxError.isInstance(failure)) throw failure;
      if (failure.code === 'unsupported_capability') return 'It holds no rights, so there is nothing to put right.';
      return `It could not be compared yet: ${failure.message}`;
    }
  }
}

/** The package reads its options itself, and names every wrong one. */
function tryOut(integration: ConfiguredIntegration, surroundings: Surroundings): FieldProblem[] {
  const { createProvider, createSource, fieldOfOption } = allSystems[integration.kind];
  const rooms = [{ resource: 'any', resourceId: 'any', timeZone: 'UTC' }];
  try {
    const hintsUrl = 'https://host.example/webhooks/any';
    createProvider?.(integration, surroundings).close();
    createSource?.(integration, { ...surroundings, rooms, hintsUrl }).close();
    return [];
  } catch (failure) {
    if (!(failure instanceof ConfigurationError)) throw failure;
    return failure.problems.map(({ path, message }) => {
      const option = Object.keys(fieldOfOption).find((beginning) => path.startsWith(beginning));
      return { field: option === undefined ? path : (fieldOfOption[option] ?? path), message };
    });
  }
}

/** An id says what it is of, because it is part of every key and never changes. */
function freeId(name: string, integrations: IntegrationBook): string {
  const base =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'integration';
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (integrations.find(id) === undefined) return id;
  }
}
