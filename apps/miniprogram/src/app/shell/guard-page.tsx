import { Text, View } from '@tarojs/components'
import type { ComponentType } from 'react'
import { useServerDay } from '../clock'
import { Boundary } from './boundary'
import { errorFace } from './error-face'
import { Screen } from './screen'

/** Stands in for a page of which not even the face can be drawn. */
const lastResort = (_: unknown, retry: () => void) => (
  <View className="q-screen__last" onClick={retry}>
    <Text>这一页没能打开，点一下再试一次。</Text>
  </View>
)

const pageFace = (error: unknown, retry: () => void) => <Screen title="轻聘">{errorFace(error, retry)}</Screen>

/**
 * Every page is exported by it: what breaks in a page shows a face with a retry, never a blank page; and at midnight the
 * page is drawn anew, so that 今天 and 逾期 are true.
 */
export function guardPage<P extends object>(Page: ComponentType<P>): ComponentType<P> {
  return function GuardedPage(props: P) {
    useServerDay()
    return (
      <Boundary face={lastResort}>
        <Boundary face={pageFace}>
          <Page {...props} />
        </Boundary>
      </Boundary>
    )
  }
}
