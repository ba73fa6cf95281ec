import { expect, it } from 'vitest'
import { byRole, render, settle, tap } from '../../../../test/render'
import type { Participant } from '../api'
import { LobbyStrip } from './lobby-strip'

const aGuest = (id: string, name: string) =>
  ({ id, name, role: 'customer', state: 'waiting', online: true, since: '2026-12-01T08:00:00Z' }) as Participant

it('admits two guests at once, and sends one decision for two taps', async () => {
  const decided: string[] = []
  const decide = ({ id }: { readonly id: string }) => {
    decided.push(id)
    return new Promise(() => {})
  }
  await render(
    ['a', 'b'].map((id) => (
      <LobbyStrip key={id} participant={aGuest(id, `客人${id}`)} onDecide={decide} showError={() => undefined} />
    )),
  )
  await tap(byRole('button', '请客人a进来'))
  await tap(byRole('button', '请客人a进来'))
  await tap(byRole('button', '请客人b进来'))
  expect(decided).toEqual(['a', 'b'])
})

it('passes an error on, because the guest may have left', async () => {
  const errors: unknown[] = []
  const showError = (error: unknown) => void errors.push(error)
  const decide = () => Promise.reject(new Error('left'))
  await render(<LobbyStrip participant={aGuest('c', '客人c')} onDecide={decide} showError={showError} />)
  await tap(byRole('button', '拒绝客人c'))
  await settle()
  expect(errors).toEqual([new Error('left')])
})
