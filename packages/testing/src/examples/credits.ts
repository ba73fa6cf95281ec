import type { Example, ExamplesOf } from './example.ts'

const order = { packageId: 'credits-100', platform: 'h5' } as const
const anOrder: Example['given'] = async (_, { api }) => {
  const made = await api('POST /api/orders', { body: order })
  return { ID: made.order.id }
}
const own = { as: 'person', given: anOrder, params: { id: '$ID' }, rows: 'own' } as const

export const creditExamples: ExamplesOf<'credits' | 'orders'> = {
  'GET /api/credits': { as: 'person' },
  'GET /api/credits/history': { as: 'person', query: { limit: '20' } },
  'GET /api/credits/packages': { as: 'person', query: { platform: 'h5' } },
  'POST /api/orders': { as: 'person', headers: { 'idempotency-key': '$KEY' }, body: order },
  'GET /api/orders': { as: 'person', given: anOrder, query: { limit: '20' } },
  'GET /api/orders/{id}': own,
  'POST /api/orders/{id}/pay': own,
  'POST /api/orders/{id}/confirm': own,
  'POST /api/orders/{id}/close': own,
  'POST /api/orders/payment-webhook/wechat': {
    as: 'guest',
    notByHand: 'WeChat Pay calls it, with its signature over the bytes of the body.',
  },
}
