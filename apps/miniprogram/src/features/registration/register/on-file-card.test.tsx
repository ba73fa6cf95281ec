import { expect, it } from 'vitest'
import { aPhone } from '@qingpin/testing/harness'
import { aWorker } from '@qingpin/testing/workers'
import { byRole, render, tap, until } from '../../../../test/render'
import { useServer } from '../../../../test/server'
import { change } from '../draft'
import { OnFile } from './on-file-card'

const { server, enter } = useServer()

it('claims a record once when the answer was lost and the button is tapped again', async () => {
  const phone = aPhone()
  const staff = server.as((await server.aStaff('employee')).token)
  const { id } = await staff('POST /api/resumes/miniprogram/create', { body: aWorker({ phone }) as never })
  await enter(await server.aPerson(phone))
  change({ name: '钱小燕', gender: 'female', jobType: 'yuesao', age: '40' })
  const claimed: string[] = []
  const page = await render(<OnFile onClaimed={(reply) => claimed.push(reply.id)} />)
  const claim = () => tap(byRole('button', '接着用这份档案'))
  server.loseAnswer('POST /api/resumes/miniprogram/claim-record')
  await claim()
  await until(() => page.text().includes('没连上网'))
  await claim()
  await until(() => claimed.length > 0)
  expect(claimed).toEqual([id])
})
