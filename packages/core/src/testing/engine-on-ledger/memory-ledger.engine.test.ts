import { describe, it } from 'vitest';
import { memoryLedgerStore } from '../faults/memory-ledger-store';
import { describeEngineOnLedger } from './describe-engine-on-ledger';

describeEngineOnLedger({ title: 'memory', describe, it, createLedger: memoryLedgerStore });
