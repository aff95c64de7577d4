// Entry `@acx/core/ledger`: what a package needs that keeps the ledger in a database.
export { fromKeyText, toKeyText } from './ledger/key-text';
export { createMemoryTurns } from './ledger/memory-turns';
export { parseOptions } from './options/parse-options';
export { turnTiming, turnWaits } from './policy/call-turns';
export { createAesGcmSealer } from './sealing/aes-gcm-sealer';
export { type CredentialOwner, type CredentialVault, createCredentialVault } from './sealing/credential-vault';
export { isSealer, type Sealer } from './sealing/sealer';
export { type SealingKeys, sealingKeysSchema } from './sealing/sealing-keys';
