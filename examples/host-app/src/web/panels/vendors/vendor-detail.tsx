import type { VendorView } from '../../../contract/vendors';
import { CheckAndHealth } from './check-and-health';
import { HeldTable } from './held-table';
import { Levers } from './levers';

interface VendorDetailProps {
  readonly vendor: VendorView;
  readonly isDemo: boolean;
  readonly onChanged: () => Promise<void>;
}

/** One door system. */
export function VendorDetail({ vendor, isDemo, onChanged }: VendorDetailProps) {
  return (
    <div class="vendor">
      <section class="card" aria-labelledby="held-title">
        <header class="card-head">
          <h2 id="held-title">What {vendor.name} holds</h2>
          <p class="muted">
            {vendor.calls} calls, {vendor.writes} of them writes
          </p>
        </header>
        <HeldTable rows={vendor.rows} />
      </section>
      <div class="vendor-side">
        <CheckAndHealth vendor={vendor} onChanged={onChanged} />
        {isDemo && vendor.levers.length > 0 && <Levers vendor={vendor} onChanged={onChanged} />}
      </div>
    </div>
  );
}
