// Which fields differ, and which two objects are the same one.

import { describe, expect, it } from 'vitest'
import { changedFields } from '../../../../shared/diff/row-diff.ts'
import { matchByKey } from '../../../../shared/diff/set-diff.ts'

describe('changedFields', () => {
  it('compares values as they are and sets without their order', () => {
    expect(changedFields(['value', 'set', 'value'], ['a', 'x, y', 1], ['b', 'y, x', 1])).toEqual([0])
    expect(changedFields(['set'], ['x, y'], ['x'])).toEqual([0])
  })

  it('takes an empty text and a missing one for the same nothing, but not nought', () => {
    expect(changedFields(['value', 'value', 'value'], ['', null, 0], [null, '', null])).toEqual([2])
  })
})

describe('matchByKey', () => {
  const item = (key: string | null, id: string) => ({ key, id })

  it('puts every object into exactly one pair', () => {
    const left = [item('A', '1'), item('b', '2'), item(null, '3'), item('twice', '5'), item('twice', '4')]
    const right = [item(' a', '6'), item('twice', '7'), item('c', '8'), item('', '9')]
    const { pairs, unkeyed, repeated } = matchByKey(left, right)
    expect(pairs.map((pair) => [pair.left?.id ?? '-', pair.right?.id ?? '-'].join(' ')).sort()).toEqual(['- 8', '- 9', '1 6', '2 -', '3 -', '4 7', '5 -'])
    expect(unkeyed).toEqual({ left: 1, right: 1 })
    expect(repeated).toEqual({ left: 2, right: 0 })
  })

  it('knows one name in two forms of its accents', () => {
    expect(matchByKey([item('Jose\u0301', '1')], [item('JOS\u00c9', '2')]).pairs).toHaveLength(1)
  })
})
