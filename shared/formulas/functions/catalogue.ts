import { aggregateFunctions } from './aggregate.ts'
import { conditionalFunctions } from './conditional.ts'
import { dateFunctions } from './date.ts'
import type { FunctionDefinition } from './definition.ts'
import { informationFunctions } from './information.ts'
import { judgingFunctions } from './judging.ts'
import { logicFunctions } from './logic.ts'
import { lookupFunctions } from './lookup.ts'
import { mathFunctions } from './math.ts'
import { pathFunctions } from './path.ts'
import { planningFunctions } from './planning.ts'
import { planningRank, rankFunctions } from './ranking.ts'
import { rowFunctions } from './rows.ts'
import { statisticsFunctions } from './statistics.ts'
import { textFunctions } from './text.ts'

/** Every function, in the order in which help lists them. */
export const functionCatalogue: readonly FunctionDefinition[] = [
  ...planningFunctions,
  planningRank,
  ...pathFunctions,
  ...judgingFunctions,
  ...rowFunctions,
  ...aggregateFunctions,
  ...conditionalFunctions,
  ...statisticsFunctions,
  ...rankFunctions,
  ...logicFunctions,
  ...informationFunctions,
  ...mathFunctions,
  ...textFunctions,
  ...dateFunctions,
  ...lookupFunctions,
]

const byName = new Map<string, FunctionDefinition>()
for (const definition of functionCatalogue)
  for (const name of [definition.name, ...definition.aliases]) byName.set(name.toUpperCase(), definition)

/** By name or alias, case ignored. */
export const findFunction = (name: string): FunctionDefinition | undefined => byName.get(name.toUpperCase())
