/** Every refusal's sentence, by code: fetched with the first refusal, for most pages never meet one. */
import zh from './refusals.zh'
import { catalogueOf } from './words'

export const catalogue = catalogueOf<Record<string, string>>(zh, () => import('./refusals.en'))
