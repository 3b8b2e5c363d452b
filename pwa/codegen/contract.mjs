// Reads schema/: the SDL, and one operation per file with the hash of its exact text.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'

import { buildSchema, getNamedType, parse, validate } from 'graphql'

/**
 * @typedef {object} Operation
 * @property {string} name LogVisit
 * @property {string} id SHA-256 of the file's text, hex
 * @property {import('graphql').DocumentNode} document
 * @property {'query' | 'mutation'} kind
 * @property {string} field the one root field, logVisit
 * @property {string} answers the root field's type, DeedResult
 */

/** @param {URL} folder */
export async function readContract(folder) {
  const sdl = await readFile(new URL('schema.graphql', folder), 'utf8')
  const schema = buildSchema(sdl)
  const paths = (await readdir(new URL('documents/', folder), { recursive: true })).filter((p) => p.endsWith('.graphql'))
  const operations = await Promise.all(
    paths.map(async (path) => operationOf(schema, path, await readFile(new URL(`documents/${path}`, folder), 'utf8'))),
  )
  operations.sort((a, b) => (a.name < b.name ? -1 : 1))
  return { schema, sdl, operations }
}

/**
 * @param {import('graphql').GraphQLSchema} schema
 * @param {string} path
 * @param {string} text
 * @returns {Operation}
 */
function operationOf(schema, path, text) {
  const document = parse(text)
  const [wrong] = validate(schema, document)
  if (wrong) throw new Error(`schema/documents/${path}: ${wrong.message}`)
  const [definition] = document.definitions
  if (definition?.kind !== 'OperationDefinition' || definition.operation === 'subscription')
    throw new Error(`schema/documents/${path}: one query or mutation to a file`)
  const [root] = definition.selectionSet.selections
  const name = definition.name?.value ?? ''
  if (!path.endsWith(`${name}.graphql`) || root?.kind !== 'Field')
    throw new Error(`schema/documents/${path}: named as its operation, with one root field`)
  const kind = definition.operation
  const fields = (kind === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields()
  const type = fields?.[root.name.value]?.type
  if (!type) throw new Error(`schema/documents/${path}: no such field`)
  const id = createHash('sha256').update(text).digest('hex')
  return { name, id, document, kind, field: root.name.value, answers: getNamedType(type).name }
}
