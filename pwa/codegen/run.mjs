// From the contract (schema/) the phone's side of it: src/api/types.ts and src/api/documents.ts.
// `--check` writes nothing and fails when a file is not what the contract says.
import { readFile, writeFile } from 'node:fs/promises'

import { documentsFile } from './documents.mjs'
import { readContract } from './contract.mjs'
import { typesFile } from './types.mjs'

const api = new URL('../src/api/', import.meta.url)
const contract = await readContract(new URL('../../schema/', import.meta.url))
const files = {
  'types.ts': await typesFile(contract),
  'documents.ts': documentsFile(contract),
}

const stale = []
for (const [name, text] of Object.entries(files)) {
  const path = new URL(name, api)
  const now = await readFile(path, 'utf8').catch((/** @type {NodeJS.ErrnoException} */ missing) => {
    if (missing.code === 'ENOENT') return ''
    throw missing
  })
  if (now === text) continue
  stale.push(`src/api/${name}`)
  if (!process.argv.includes('--check')) await writeFile(path, text)
}
if (stale.length > 0 && process.argv.includes('--check')) {
  console.error(`${stale.join(', ')}: not what schema/ says. Run: npm run codegen`)
  process.exitCode = 1
}
