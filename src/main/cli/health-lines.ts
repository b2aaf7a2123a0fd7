import type { SystemHealth } from '../../shared/model/health.ts'
import { formatTable } from './format.ts'

/** Each check on a line, and below what is not healthy what to do about it. */
export function healthLines({ checks }: SystemHealth): string[] {
  const rows = checks.map(({ level, name, reason }) => [level, oneLine(name), reason])
  const [head = '', ...lines] = formatTable([['Level', 'Name', 'Reason'], ...rows], { textColumns: 3 })
  const hinted = lines.flatMap((line, index) => {
    const hint = checks[index]?.hint ?? null
    return hint === null ? [line] : [line, `  ${oneLine(hint)}`]
  })
  return [head, ...hinted]
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ')
