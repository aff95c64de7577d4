import type { SaltoProfile } from './salto-profile';
import { childOf, countOf, type XmlElement } from './salto-xml-element';
import { readXml } from './salto-xml-reader';
import { writeXml } from './salto-xml-writer';

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

/** The document of a call. @throws InvalidInputError for what XML cannot hold. */
export function callToXml(names: SaltoProfile['envelope'], requestName: string, params: readonly XmlElement[]): string {
  const call = {
    name: names.call,
    children: [
      { name: names.requestName, text: requestName },
      { name: names.params, children: params },
    ],
  };
  return DECLARATION + writeXml(call);
}

/** What an answer says: its parameters, a refusal, or nothing that can be believed. */
export type SaltoAnswer =
  | { readonly kind: 'params'; readonly params: XmlElement }
  /** `text` is the vendor's own and may hold personal data. */
  | { readonly kind: 'exception'; readonly code: string; readonly text?: string }
  | { readonly kind: 'unreadable'; readonly problem: string };

/**
 * Reads the document of an answer. An answer to another request is not believed: on a kept connection it could be a late one.
 * Only a refusal may leave the request's name out, because a call that could not be read has none.
 */
export function readAnswer(names: SaltoProfile['envelope'], requestName: string, document: string): SaltoAnswer {
  const read = readXml(document);
  if ('problem' in read) return unreadable(`the document ${read.problem}`);
  const { root } = read;
  if (root.name !== names.response) return unreadable('is not a SHIP answer');
  if ([names.requestName, names.params, names.exception].some((name) => countOf(root, name) > 1))
    return unreadable('holds one of its parts twice');
  const answered = childOf(root, names.requestName)?.text;
  const params = childOf(root, names.params);
  const exception = childOf(root, names.exception);
  if (answered !== requestName && !(exception !== undefined && answered === undefined))
    return unreadable('answers another request');
  if ((params === undefined) === (exception === undefined))
    return unreadable('must hold either parameters or an exception');
  if (params !== undefined) return { kind: 'params', params };
  return exception === undefined ? unreadable('holds nothing') : readException(names, exception);
}

function readException(names: SaltoProfile['envelope'], exception: XmlElement): SaltoAnswer {
  const code = childOf(exception, names.code)?.text ?? '';
  if (countOf(exception, names.code) !== 1 || !/^-?\d{1,10}$/.test(code) || Number(code) === 0)
    return unreadable('holds an exception without a code');
  const text = childOf(exception, names.message)?.text;
  return { kind: 'exception', code: String(Number(code)), ...(text === undefined ? {} : { text }) };
}

function unreadable(problem: string): SaltoAnswer {
  return { kind: 'unreadable', problem };
}
