import { z } from 'zod'
import { WeirError } from '../contract/weir-error.ts'
import { FlowConfig } from '../model/flow.ts'

const chooseAnother = 'Choose a file that Weir has exported from its page “Flow mapping”.'

const format = 'weir-flow'
const formatVersion = 1

/** The longest document that is read, in characters. */
export const longestDocument = 500_000

const Envelope = z.object({ format: z.literal(format), formatVersion: z.int(), config: z.unknown() })

/** A configuration as a file to keep or to give to another Weir: JSON that names its format and version. */
export const writeFlowDocument = (config: FlowConfig): string =>
  `${JSON.stringify({ format, formatVersion, config }, null, 2)}\n`

/** The configuration in such a file. It may still have problems. @throws WeirError `settings.invalid` for anything else. */
export function readFlowDocument(text: string): FlowConfig {
  if (text.length > longestDocument) throw refused(`This file is far too large for a flow mapping. ${chooseAnother}`)
  const envelope = Envelope.safeParse(parseJson(text))
  if (!envelope.success) throw refused(`This file holds no flow mapping of Weir. ${chooseAnother}`)
  if (envelope.data.formatVersion !== formatVersion)
    throw refused(`This file is of version ${envelope.data.formatVersion}, which this Weir does not know. Update Weir.`)
  const config = FlowConfig.safeParse(envelope.data.config)
  if (config.success) return config.data
  throw new WeirError('settings.invalid', {
    hint: 'This flow mapping is damaged: see the places named. Export it again where it comes from.',
    fields: config.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message })),
  })
}

function parseJson(text: string): unknown {
  try {
    // A byte order mark is what some editors put before the text.
    return JSON.parse(text.replace(/^\uFEFF/u, ''))
  } catch {
    throw refused(`This file is not JSON. ${chooseAnother}`)
  }
}

const refused = (hint: string) => new WeirError('settings.invalid', { hint })
