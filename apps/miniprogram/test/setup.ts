import { afterEach } from 'vitest'
import { leaveAll } from './render'
import { forgetTaro } from './taro'

// React asks for this before it lets act() wait for its work.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

afterEach(async () => {
  await leaveAll()
  document.body.innerHTML = ''
  forgetTaro()
})
