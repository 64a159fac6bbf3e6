import { z } from 'zod'

/**
 * An id as everything that is sealed spells it: RFC 9562 in lower case, of version 1 to 8. Nil and max name nothing, and another
 * spelling of the same id would be another text with one meaning.
 */
export const Uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
