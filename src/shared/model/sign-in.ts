import { z } from 'zod'
import { Fault } from '../contract/faults.ts'
import { Instant } from './time.ts'

/** A site that a sign-in gives access to. */
export const SignInSite = z.object({
  id: z.string().regex(/^[\w-]{1,100}$/),
  name: z.string(),
  /** As in the browser. */
  url: z.string(),
})
export type SignInSite = z.infer<typeof SignInSite>

/** What the user enters at the remote for an app of his own, so that he can sign in with it. */
export const SignInOffer = z.object({
  /** Who is signed in to: `Atlassian`. */
  title: z.string(),
  consoleUrl: z.url({ protocol: /^https$/ }),
  callbackUrl: z.string(),
  /** The permissions the app needs. */
  scopes: z.array(z.string()),
  /** How they are found there. */
  scopesHint: z.string(),
})
export type SignInOffer = z.infer<typeof SignInOffer>

/** A sign-in in the system's browser, from its beginning to its end. Its tokens never leave the main process. */
export const SignIn = z.object({
  id: z.string(),
  connectorId: z.string(),
  /** `waiting` for the user, then `finishing` by Weir. */
  status: z.enum(['waiting', 'finishing', 'signed_in', 'failed', 'cancelled']),
  /** Where the user signs in. */
  url: z.string(),
  /** Until when it waits. */
  expiresAt: Instant,
  /** What may be chosen once signed in. */
  sites: z.array(SignInSite),
  fault: Fault.nullable(),
})
export type SignIn = z.infer<typeof SignIn>
