import { View } from '@tarojs/components'
import { act, useEffect } from 'react'
import { expect, it, vi } from 'vitest'
import { render } from '../../test/render'
import { hidePage, showPage } from '../../test/taro'
import { useBack, useBackStep } from './back-step'

const seen: { back: (() => void) | undefined } = { back: undefined }
function Watch() {
  const back = useBack()
  useEffect(() => {
    seen.back = back
  })
  return null
}
function Step({ on = true, step, ofPage = false }: { on?: boolean; step: () => void; ofPage?: boolean }) {
  useBackStep(on, step, { ofPage })
  return <View />
}

it('closes what was opened last, then what was opened before, then leaves the page', async () => {
  const [sheet, dialog, page] = [vi.fn(), vi.fn(), vi.fn()]
  const shown = await render(
    <>
      <Watch />
      <Step step={sheet} />
      <Step step={page} ofPage />
      <Step step={dialog} />
    </>,
  )
  seen.back?.()
  expect([sheet, dialog, page].map(({ mock }) => mock.calls.length)).toEqual([0, 1, 0])
  await shown.update(
    <>
      <Watch />
      <Step on={false} step={sheet} />
      <Step step={page} ofPage />
      <Step on={false} step={dialog} />
    </>,
  )
  seen.back?.()
  expect(page).toHaveBeenCalledTimes(1)
  await shown.leave()
  const empty = await render(<Watch />)
  expect(seen.back).toBeUndefined()
  await empty.leave()
})

it('belongs to the page in front', async () => {
  await render(
    <>
      <Watch />
      <Step step={vi.fn()} />
    </>,
  )
  await act(async () => hidePage())
  expect(seen.back).toBeUndefined()
  await act(async () => showPage())
  expect(seen.back).toBeDefined()
})
