import { describeCrashEverywhere } from './describe-crash-everywhere';
import { faultManifests } from './fault-manifests';

// Every other kind of vendor; a file of its own, so that two processors share them.
for (const manifest of faultManifests.filter((_manifest, at) => at % 2 === 1)) describeCrashEverywhere(manifest);
