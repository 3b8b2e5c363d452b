// src/api/documents.ts: the id by which the server knows each operation.

/** @param {{ operations: import('./contract.mjs').Operation[] }} contract */
export function documentsFile({ operations }) {
  const rows = operations.map(({ name, id }) => `  ${name}: '${id}',`)
  return `/* Generated from schema/ by \`npm run codegen\`; not to be edited. */

/** SHA-256 of each trusted document, by operation name. */
export const documents = {
${rows.join('\n')}
} as const
`
}
