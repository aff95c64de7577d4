import type { Finding, HealthView } from '../../contract/vendors';
import { Tag } from './state-tag';

const tagOf = (status: Finding['status']) => {
  switch (status) {
    case 'ok':
      return <Tag word="In order" icon="check" tone="good" />;
    case 'warning':
      return <Tag word="Look at this" icon="warning" tone="wait" />;
    case 'failed':
      return <Tag word="Does not work" icon="cross" tone="bad" />;
  }
};

/** What an installer needs to know. */
export function HealthList({ health }: { readonly health: HealthView }) {
  return (
    <ul class="health">
      {health.findings.map((finding) => (
        <li key={`${finding.area} ${finding.message}`}>
          {tagOf(finding.status)}
          <span>
            <strong>{finding.area}</strong> {finding.message}
          </span>
        </li>
      ))}
      {health.findings.length === 0 && <li>{tagOf(health.status)}</li>}
    </ul>
  );
}
