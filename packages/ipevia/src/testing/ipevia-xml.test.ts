import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeAwkwardXml } from './ipevia-xml-awkward-output';
import { element } from './ipevia-xml-element';
import { readIpeviaXml } from './ipevia-xml-input';
import { attributeOf, childOf, childrenOf, textOf } from './ipevia-xml-node';
import { writeIpeviaXml } from './ipevia-xml-output';
import { IpeviaXmlError } from './ipevia-xml-text';

const read = (xml: string) => readIpeviaXml(new TextEncoder().encode(xml));

describe('the XML of the iPevia simulator', () => {
  it.each([
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>text',
    '<!DOCTYPE a><a/>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<a>&x;</a>',
    '<a>&amp</a>',
    '<a>&#0;</a>',
    '<a>&#xD800;</a>',
    '<a>\u0001</a>',
    '<a>]]></a>',
    '<a b="1" b="2"/>',
    '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>',
    '<a b=1/>',
    '<a b="<"/>',
    '<p:a/>',
    '<?php?><a/>',
    '<a><?pi?></a>',
    '<a><!-- -- --></a>',
    ' <?xml version="1.0"?><a/>',
    '<?xml version="1.0" encoding="utf-16"?><a/>',
  ])('is not read when it is %j', (xml) => {
    expect(() => read(xml)).toThrow(IpeviaXmlError);
  });

  it('is not read when it is not UTF-8', () => {
    expect(() => readIpeviaXml(new Uint8Array([0x3c, 0x61, 0xff, 0x2f, 0x3e]))).toThrow(IpeviaXmlError);
  });

  it('is read by namespaces and not by prefixes', () => {
    const node = read(
      '\uFEFF<?xml version="1.0"?><!-- c --><x:a xmlns:x="u" xmlns="v" k="&lt;&#x41;&apos;"><x:b>1<![CDATA[<&]]><!-- c -->2</x:b><b xmlns="u">&amp;</b><b/></x:a>\n',
    );
    expect([node.namespace, node.name, attributeOf(node, 'k')]).toEqual(['u', 'a', "<A'"]);
    expect(childrenOf(node, 'b').map(({ text }) => text)).toEqual(['1<&2', '&']);
    expect(childOf(node, 'b', 'v')?.text).toBe('');
    expect(textOf(node, 'c')).toBeUndefined();
    expect([node.namespaceOf('x'), node.namespaceOf(''), node.namespaceOf('y')]).toEqual(['u', 'v', undefined]);
  });

  it('comes back as it was written, plainly or awkwardly', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'é', '🏠', '<', '&', '"', "'", ']', '>', '\t', ' ', '-', ';'),
    });
    fc.assert(
      fc.property(text, text, (inner, value) => {
        const tree = element('u', 'a', [
          element('v', 'b', inner, { k: value }),
          element('u', 'c', { namespace: 'w', text: 'x' }),
        ]);
        for (const xml of [writeIpeviaXml(tree, new Map([['u', 'p']])), writeAwkwardXml(tree)]) {
          const node = read(xml);
          const b = childOf(node, 'b', 'v');
          expect([node.namespace, b?.text, b && attributeOf(b, 'k')]).toEqual(['u', inner, value]);
          const c = childOf(node, 'c');
          const [prefix = '', local] = c?.text.split(':') ?? [];
          expect([c?.namespaceOf(prefix), local]).toEqual(['w', 'x']);
        }
      }),
    );
  });
});
