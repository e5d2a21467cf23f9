import type { RoundingPolicy } from '../rounding-policy.ts'
import type { Wrap } from './print.ts'

/**
 * A column's rounding in plain Excel. We round the 15 digits that are shown, Excel cuts the binary value: ROUND(x,10)
 * first takes the dust off, so that 0.29*100 is not cut to 28.
 */
export function excelRounding(policy: RoundingPolicy | undefined): Wrap {
  if (policy === undefined) return expression => expression
  return (expression, gives) => {
    switch (gives) {
      case 'text':
      case 'truth':
        return expression
      case 'number':
        return rounded(expression, policy)
      case 'any':
        return `IF(ISNUMBER(${expression}),${rounded(expression, policy)},${expression})`
    }
  }
}

function rounded(x: string, { decimals, rounding }: RoundingPolicy): string {
  const clean = `ROUND(${x},${Math.max(10, decimals + 2)})`
  switch (rounding) {
    case 'half-up':
      return `ROUND(${x},${decimals})`
    case 'truncate':
      return `TRUNC(${clean},${decimals})`
    case 'half-even': {
      const scale = decimals === 0 ? '1' : `10^${decimals}`
      // a tie goes to the even neighbour: twice the rounded half of it
      const tie = `ROUND(MOD(ABS(${clean}*${scale}),1),8)=0.5`
      return `IF(${tie},2*ROUND(${clean}*${scale}/2,0)/${scale},ROUND(${x},${decimals}))`
    }
  }
}
