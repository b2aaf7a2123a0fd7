import { z } from 'zod'

/** What a sign-in has given. The refresh token is good once: with a new access token comes the next one. */
export const Grant = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  /** Of the access token, epoch ms. */
  expiresAt: z.number(),
  scopes: z.array(z.string()),
})
export type Grant = z.infer<typeof Grant>

/** The name a connection's grant is kept under among its secrets. No form has a field of this name, and no job is given it. */
export const grantSecret = 'grant'
