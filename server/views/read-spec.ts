import { PLAIN_VIEW, type ViewSpec, viewSpec } from '../../shared/views/view-spec.ts'

/** A view from the disk: what an older or a newer release wrote otherwise is the plain table, never an error. */
export function readSpec(json: string): ViewSpec {
  try {
    return viewSpec.parse(JSON.parse(json))
  } catch {
    return PLAIN_VIEW
  }
}
