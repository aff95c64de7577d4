import { describe, expect, it } from 'vitest';
import { readXml } from './salto-xml-reader';

const root = (document: string): unknown => {
  const read = readXml(document);
  return 'root' in read ? read.root : read;
};

describe('a document', () => {
  it.each([
    ['text', '<a>x</a>', { name: 'a', text: 'x' }],
    ['white space around text', '<a>\r\n\t x y \n</a >', { name: 'a', text: 'x y' }],
    ['a no-break space, which is content', '<a> \u00a0x\u00a0 </a>', { name: 'a', text: '\u00a0x\u00a0' }],
    ['nothing', '<a/>', { name: 'a' }],
    ['white space only', '<a> \n </a>', { name: 'a' }],
    ['numbers, which stay text', '<a>0012</a>', { name: 'a', text: '0012' }],
    ['words that look like values', '<a>true</a>', { name: 'a', text: 'true' }],
    ['the five entities', '<a>&amp;&lt;&gt;&quot;&apos;</a>', { name: 'a', text: `&<>"'` }],
    ['an escaped entity, decoded once', '<a>&amp;lt;&#38;amp;</a>', { name: 'a', text: '&lt;&amp;' }],
    ['references to characters', '<a>&#x1F3E0;&#233;&#xe9;</a>', { name: 'a', text: '🏠éé' }],
    ['CDATA, in which nothing is decoded', '<a>1 <![CDATA[&amp;<b> ]]>&amp;</a>', { name: 'a', text: '1 &amp;<b> &' }],
    ['comments, also within a text', '<a><!-- <b> -- > -->x<!---->y</a><!-- end -->', { name: 'a', text: 'xy' }],
    ['attributes', `<a b="<?" c = '"/>'/>`, { problem: 'is not well-formed' }],
    ['attributes with tricks', `<a b="/>" c = '"/>'>x</a>`, { name: 'a', text: 'x' }],
    ['prefixes', '<s:a xmlns:s="u"><s:b.c>1</s:b.c></s:a>', { name: 'a', children: [{ name: 'b.c', text: '1' }] }],
    ['a byte order mark', '\ufeff<?xml version="1.0"?><a/>', { name: 'a' }],
    ['line ends of Windows', '<a>x\r\ny\rz</a>', { name: 'a', text: 'x\ny\nz' }],
    ['a carriage return that was meant', '<a>x&#13;y</a>', { name: 'a', text: 'x\ry' }],
    ['one record', '<a><b>1</b></a>', { name: 'a', children: [{ name: 'b', text: '1' }] }],
    [
      'several records',
      '<a><b>1</b><c/><b>2</b></a>',
      { name: 'a', children: [{ name: 'b', text: '1' }, { name: 'c' }, { name: 'b', text: '2' }] },
    ],
    ['text beside elements', '<a>x<b/>y</a>', { name: 'a', text: 'xy', children: [{ name: 'b' }] }],
    [
      'names of JavaScript',
      '<a><toString>1</toString></a>',
      { name: 'a', children: [{ name: 'toString', text: '1' }] },
    ],
    ['other encodings that are a part of UTF-8', '<?xml version="1.0" encoding="US-ASCII"?><a/>', { name: 'a' }],
  ])('with %s is read', (_what, document, expected) => {
    expect(root(document)).toEqual(expected);
  });

  it.each([
    ['nothing in it', ''],
    ['only white space', ' \n '],
    ['only a comment', '<!-- a -->'],
    ['no XML', 'Service Unavailable'],
    ['a page', '<html><body><p>Sign in<br></body></html>'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['a document type inside', '<a><!DOCTYPE a></a>'],
    ['an entity declaration', '<a><!ENTITY b "c"></a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['a bare ampersand', '<a>x & y</a>'],
    ['a reference to no character', '<a>&#x110000;</a>'],
    ['a reference to a huge number', `<a>&#${'9'.repeat(400)};</a>`],
    ['a reference to half a character', '<a>&#xD800;</a>'],
    ['a reference to a forbidden character', '<a>&#0;</a>'],
    ['a forbidden character', '<a>\u0001</a>'],
    ['a processing instruction', '<a><?x " ?><b/>" ?></a>'],
    ['an instruction that hides a part', '<?x " ?><a><b/></a><a> " ?></a>'],
    ['its end missing', '<a><b>1</b>'],
    ['its last character missing', '<a><b>1</b></a'],
    ['tags that cross', '<a><b>1</a></b>'],
    ['an end with a slash, which some parsers take for one', '<a><b>1</b/></a>'],
    ['an end that nobody opened', '<a></a></b>'],
    ['an end with attributes', '<a></a b="1">'],
    ['a tag with a space before its name', '< a/>'],
    ['a tag within a tag', '<a <b/>></a>'],
    ['attributes without quotes', '<a b=c/>'],
    ['a quote that does not end', '<a b="c></a>'],
    ['a comment that does not end', '<a/><!-- '],
    ['CDATA that does not end', '<a><![CDATA[ x </a>'],
    ['CDATA outside of the root', '<a/><![CDATA[x]]>'],
    ['two roots', '<a/><b/>'],
    ['text behind the root', '<a/>x'],
    ['text before the root', 'x<a/>'],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>'],
    ['a name that would change all objects', '<a><__proto__>1</__proto__></a>'],
    ['65 levels', `${'<a>'.repeat(65)}${'</a>'.repeat(65)}`],
    ['too many elements', `<a>${'<b/>'.repeat(500_001)}</a>`],
  ])('with %s is refused', (_what, document) => {
    expect(readXml(document)).toEqual({ problem: expect.any(String) });
  });

  it('of 64 levels is read', () => {
    expect(readXml(`${'<a>'.repeat(64)}${'</a>'.repeat(64)}`)).toHaveProperty('root');
  });

  it.each([
    ['white space in a tag', `<a ${' '.repeat(2_000_000)}`],
    ['an attribute that does not end', `<a ${'b="c" '.repeat(300_000)}`],
    ['the beginnings of tags', '<a '.repeat(500_000)],
    ['ampersands', `<a>${'&'.repeat(2_000_000)}</a>`],
    ['the beginnings of comments', `<a>${'<!--'.repeat(500_000)}`],
  ])('with millions of characters of %s is refused at once', (_what, document) => {
    const startedAt = performance.now();
    expect(readXml(document)).toHaveProperty('problem');
    expect(performance.now() - startedAt).toBeLessThan(30_000);
  });
});
