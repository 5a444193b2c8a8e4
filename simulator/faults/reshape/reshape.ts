import { duplicates } from './duplicates.ts'
import { eventual } from './eventual.ts'
import { failAll, failMany, failOne, failSome } from './failures.ts'
import { endlessPages, repeatedToken } from './pages.ts'
import type { Reshape } from './shape.ts'
import { unknownEnums } from './unknown-enums.ts'

/** The changes of an answer that its protocol can still carry, by name. */
export const reshapes = {
  duplicates,
  'endless-pages': endlessPages,
  eventual,
  'failures-all': failAll,
  'failures-many': failMany,
  'failures-one': failOne,
  'failures-some': failSome,
  'repeated-token': repeatedToken,
  'unknown-enums': unknownEnums,
} satisfies Record<string, Reshape>

export type Reshaping = keyof typeof reshapes
