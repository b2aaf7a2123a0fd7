import { z } from 'zod'

/** A site's address, cut to what requests begin with: without query, fragment and trailing slash. */
export const urlSetting = (example: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(2048)
    .superRefine((text, issues) => {
      const url = URL.canParse(text) ? new URL(text) : null
      if (url === null || !/^https?:$/.test(url.protocol)) {
        issues.addIssue({ code: 'custom', message: `Give the whole address, such as ${example}` })
      } else if (url.username !== '' || url.password !== '') {
        issues.addIssue({ code: 'custom', message: 'Leave credentials out of the address' })
      }
    })
    .transform(text => text.replace(/[?#].*$/, '').replace(/\/+$/, ''))
