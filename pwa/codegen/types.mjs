// src/api/types.ts: what goes into each operation and what comes out, and a table of both by operation name.
import { codegen } from '@graphql-codegen/core'
import * as operationsPlugin from '@graphql-codegen/typescript-operations'
import { parse } from 'graphql'

const HEAD = '/* Generated from schema/ by `npm run codegen`; not to be edited. */\n'

/** @param {Awaited<ReturnType<typeof import('./contract.mjs').readContract>>} contract */
export async function typesFile({ schema, sdl, operations }) {
  const types = await codegen({
    filename: 'types.ts',
    schema: parse(sdl),
    schemaAst: schema,
    documents: operations.map(({ name, document }) => ({ location: name, document })),
    plugins: [{ operations: {} }],
    pluginMap: { operations: operationsPlugin },
    config: {
      enumType: 'string-literal',
      useTypeImports: true,
      skipTypename: true, // the documents ask for it where it tells something
      scalars: { UUID: 'string', DateTime: 'string', Date: 'string', JSON: 'Json' },
      strictScalars: true,
      immutableTypes: false,
    },
  })
  return HEAD + JSON_TYPE + types + '\n' + table(operations)
}

const JSON_TYPE = `
/** Facts and filters: an object whose names the contract does not fix. */
export type Json = Record<string, unknown>
`

/** @param {import('./contract.mjs').Operation[]} operations */
function table(operations) {
  const rows = operations.map(({ name, kind, field, answers }) => {
    const made = name + (kind === 'query' ? 'Query' : 'Mutation')
    return `  ${name}: { kind: '${kind}'; answers: '${answers}'; result: ${made}['${field}']; variables: ${made}Variables }`
  })
  return `/** Every operation of the contract: its kind, the type of its answer, its answer and its variables. */
export interface Operations {
${rows.join('\n')}
}
`
}
