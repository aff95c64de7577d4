import type { IpeviaContext } from './ipevia-context';
import { wrongRequest } from './ipevia-fault';
import type { SimulatedEvent } from './ipevia-records';
import { attributeOf, childrenOf, type IpeviaNode } from './ipevia-xml-node';

/** Path of an event's topic, without prefix. */
export function topicOf({ profile: { topics } }: Pick<IpeviaContext, 'profile'>, event: SimulatedEvent): string {
  const found = { credential: topics.credential, identifier: topics.identifier, nothing: topics.credentialNotFound };
  const kinds = { granted: topics.granted, denied: topics.denied, taken: topics.taken, notTaken: topics.notTaken };
  return `${topics.accessControl}/${kinds[event.type]}/${found[event.recognisedAs]}`;
}

/**
 * The topics of a filter, as `AccessControl/AccessGranted//.`; `null` when nothing is filtered.
 * @throws IpeviaFault for filters other than topics, and for another dialect.
 */
export function readTopics(context: IpeviaContext, filter: IpeviaNode | undefined): readonly string[] | null {
  const { subscription, namespaces } = context.profile;
  if (filter === undefined || filter.children.length === 0) return null;
  const expressions = childrenOf(filter, subscription.topicExpression, namespaces.notification);
  if (expressions.length < filter.children.length) throw wrongRequest(context, 'Only topics can be filtered.');
  return expressions.flatMap((expression) => {
    if (attributeOf(expression, 'Dialect') !== subscription.topicDialect)
      throw wrongRequest(context, 'The dialect of the filter is not spoken here.');
    return expression.text.split('|').map((text) => {
      const [, prefix = '', path] = /^\s*(?:([^\s:/]+):)?([\w./]+)\s*$/.exec(text) ?? [];
      if (path === undefined || expression.namespaceOf(prefix) !== namespaces.topics)
        throw wrongRequest(context, 'There is no such topic.');
      return path;
    });
  });
}

/** Whether somebody who asked for these topics wants this one. */
export function isTopicMeant(topics: readonly string[] | null, topic: string): boolean {
  if (topics === null) return true;
  return topics.some((path) => {
    if (!path.endsWith('//.')) return path === topic;
    const base = path.slice(0, -3);
    return topic === base || topic.startsWith(`${base}/`);
  });
}
