import { z } from 'zod'
import { viewSpec } from '../views/view-spec.ts'

const name = z.string().trim().min(1).max(60)

/** A view under a name: one person's, or everybody's. */
export const savedView = z
  .object({
    id: z.number().int(),
    name: z.string(),
    shared: z.boolean().meta({ description: 'everybody who reads the table sees it' }),
    own: z.boolean().meta({ description: 'the caller made it' }),
    accountName: z.string(),
    spec: viewSpec,
  })
  .meta({ id: 'SavedView' })
export type SavedView = z.infer<typeof savedView>

/** How the caller looked at the table last. */
export const standingView = z.object({
  view: z.number().int().nullable().meta({ description: 'the saved view it came from' }),
  spec: viewSpec,
})
export type StandingView = z.infer<typeof standingView>

export const viewsAnswer = z.object({
  views: z.array(savedView),
  standing: standingView.nullable(),
  mayShare: z.boolean(),
})
export type ViewsAnswer = z.infer<typeof viewsAnswer>

export const viewBody = z.object({ name, shared: z.boolean().default(false), spec: viewSpec })
export type ViewBody = z.input<typeof viewBody>
