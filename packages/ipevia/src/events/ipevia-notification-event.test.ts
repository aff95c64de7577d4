import { describe, expect, it } from 'vitest';
import { ipeviaProfile } from '../wire/ipevia-profile';
import { notification } from './__fixtures__/event-feed-world';
import { notificationToDoorEvent } from './ipevia-notification-event';

const card = { IdentifierType: 'pt:CUSTOM', FormatType: 'WIEGAND37', IdentifierValue: '00000f1206' };

const read = (kind: string, items: Record<string, string>) =>
  notificationToDoorEvent(ipeviaProfile, notification(kind, items));

describe('notificationToDoorEvent', () => {
  it.each([
    ['AccessGranted/Credential', 'granted'],
    ['AccessGranted/Identifier', 'granted'],
    ['AccessGranted/Anonymous', 'granted'],
    ['AccessGranted', 'granted'],
    ['AccessTaken/Credential', 'taken'],
    ['AccessTaken/Identifier', 'taken'],
    ['Denied/Credential', 'denied'],
    ['Denied/Identifier', 'denied'],
    ['Denied/CredentialNotFound', 'denied'],
    ['AccessNotTaken/Credential', undefined],
    ['Duress', undefined],
    ['AccessGrantedLater/Credential', undefined],
    ['External/AccessGranted', undefined],
  ])('reads the topic %s as %s', (kind, type) => {
    expect(read(kind, {})?.type).toBe(type);
  });

  it('leaves out topics of other services', () => {
    const other = { ...notification('', {}), topic: 'Device/AccessControl/AccessGranted' };
    expect(notificationToDoorEvent(ipeviaProfile, other)).toBeUndefined();
  });

  it('tells point, card, credential and when', () => {
    const came = notification('AccessTaken/Identifier', { ...card, CredentialToken: 'token-1' });
    expect(notificationToDoorEvent(ipeviaProfile, came)).toEqual({
      sameness: expect.any(String),
      type: 'taken',
      at: '2026-11-21T08:00:00.000Z',
      accessPoint: 'entry',
      cardHex: '00000F1206',
      credential: 'token-1',
      raw: came,
    });
  });

  it('takes an item that is empty for absent', () => {
    const came = read('AccessTaken/Identifier', { AccessPointToken: ' ', IdentifierValue: '', CredentialToken: '' });
    for (const name of ['accessPoint', 'cardHex', 'credential']) expect(came).not.toHaveProperty(name);
  });

  it.each([
    ['WIEGAND37', true],
    ['WIEGAND37_FACILITY', true],
    ['pt:wiegand37', true],
    ['WIEGAND26', false],
    ['SIMPLE_NUMBER16', false],
  ])('a number in the format %s is one of our cards: %s', (FormatType, isOurs) => {
    expect(read('AccessGranted/Identifier', { ...card, FormatType })?.cardHex === '00000F1206').toBe(isOurs);
  });

  it('tells why somebody was denied, and an unknown card without a reason too', () => {
    expect(read('Denied/Credential', { Reason: 'CredentialExpired' })?.reason).toBe('expired');
    expect(read('Denied/CredentialNotFound', card)?.reason).toBe('unknown_card');
    expect(read('Denied/Credential', {})).not.toHaveProperty('reason');
    expect(read('AccessGranted/Credential', { Reason: 'Other' })).not.toHaveProperty('reason');
  });

  it('is the same event when it says the same, whatever the order of its items and the property operation', () => {
    const sameness = (items: Record<string, string>, at?: string) =>
      notificationToDoorEvent(ipeviaProfile, notification('AccessTaken/Identifier', items, at))?.sameness;
    const turned = Object.fromEntries(Object.entries(card).reverse());
    expect(sameness(turned)).toBe(sameness(card));
    const changed = { ...notification('AccessTaken/Identifier', card), operation: 'Changed' };
    expect(notificationToDoorEvent(ipeviaProfile, changed)?.sameness).toBe(sameness(card));
    const others = [
      sameness({ ...card, AccessPointToken: 'exit' }),
      sameness({ ...card, IdentifierValue: '00000F1207' }),
      sameness(card, '2026-11-21T08:00:00.001Z'),
      read('AccessGranted/Identifier', card)?.sameness,
    ];
    expect(new Set([sameness(card), ...others]).size).toBe(5);
  });

  it('is not fooled by items with names of the language', () => {
    const came = notification('AccessGranted/Credential', {});
    const odd = { ...came, data: JSON.parse('{"__proto__":"x","constructor":"y"}') };
    expect(notificationToDoorEvent(ipeviaProfile, odd)).toMatchObject({ type: 'granted', accessPoint: 'entry' });
    expect(notificationToDoorEvent(ipeviaProfile, odd)).not.toHaveProperty('credential');
  });
});
