import { describe, expect, it } from 'vitest'
import { declaredPages } from './declared.ts'
import { testScreens } from './matrix.ts'
import { NOT_BUILT, SCREENS } from './screens.ts'

testScreens(0, 2)

describe('the screen matrix', () => {
  it('has every page, from the day it is declared', () => {
    expect(Object.keys({ ...SCREENS, ...NOT_BUILT }).toSorted()).toEqual([...declaredPages().keys()].toSorted())
  })
})
