import { testScreens } from './matrix.ts'

testScreens(1, 2)
