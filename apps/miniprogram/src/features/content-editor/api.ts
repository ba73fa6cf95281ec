import { isApiError } from '@qingpin/contract/client'
import type { ArticleState } from '@qingpin/contract/content/content.enums'
import { PICTURE_RULE } from '@qingpin/contract/content/content.rules'
import type { ContractMap } from '@qingpin/contract/contract'
import type { Options, ReplyOf } from '@qingpin/contract/core/define'
import { api } from '@/app/api'
import { useInfinite } from '@/app/infinite'
import { mutate, useQuery } from '@/app/query'
import { sendForm } from '@/app/send-form'
import { releasePicked, shrinkPicture } from '@/platform/pick-files'
import type { PickedFile } from '@/platform/picked-file.types'

export type ManagedBanner = ReplyOf<ContractMap['GET /api/content/banners/{id}']>
export type ManagedArticle = ReplyOf<ContractMap['GET /api/content/articles/{id}']>
export type ManagedCard = ReplyOf<ContractMap['GET /api/content/articles']>['items'][number]
export type BannerBody = NonNullable<Options<ContractMap['POST /api/content/banners']>['body']>
export type ArticleBody = NonNullable<Options<ContractMap['POST /api/content/articles']>['body']>

const PAGE = 20
const CONTENT_KEY = ['content']
/** What visitors see of it, on this phone. */
const SHOWN = [CONTENT_KEY, ['home'], ['today'], ['articles'], ['article']]

export const useBanners = () => useQuery([...CONTENT_KEY, 'banners'], () => api('GET /api/content/banners'))
export const useBanner = (id: string) =>
  useQuery([...CONTENT_KEY, 'banner', id], () => api('GET /api/content/banners/{id}', { params: { id } }), {
    enabled: id !== '',
    dropMs: 0,
  })

export const useManagedArticles = (status: ArticleState | undefined, keyword: string) =>
  useInfinite<ManagedCard, number>([...CONTENT_KEY, 'articles', status ?? '', keyword], async (page = 1) => {
    const query = { page, pageSize: PAGE, ...(status && { status }), ...(keyword && { keyword }) }
    const { items, totalPages } = await api('GET /api/content/articles', { query })
    return { items, next: page < totalPages ? page + 1 : undefined }
  })
export const useManagedArticle = (id: string) =>
  useQuery([...CONTENT_KEY, 'article', id], () => api('GET /api/content/articles/{id}', { params: { id } }), {
    enabled: id !== '',
    dropMs: 0,
  })
export const readArticle = (id: string) => api('GET /api/content/articles/{id}', { params: { id } })
export const readBanner = (id: string) => api('GET /api/content/banners/{id}', { params: { id } })

export const createBanner = (body: BannerBody, idempotencyKey: string) =>
  mutate(() => api('POST /api/content/banners', { body, idempotencyKey }), { touch: SHOWN })
export const updateBanner = (id: string, body: BannerBody & { version: number }) =>
  mutate(() => api('PUT /api/content/banners/{id}', { params: { id }, body }), { touch: SHOWN })
export const orderBanners = (ids: string[]) =>
  mutate(() => api('PUT /api/content/banner-order', { body: { ids } }), { touch: SHOWN })
export const removeBanner = (id: string) =>
  mutate(() => api('DELETE /api/content/banners/{id}', { params: { id } }), { touch: SHOWN })

export const createArticle = (body: ArticleBody, idempotencyKey: string) =>
  mutate(() => api('POST /api/content/articles', { body, idempotencyKey }), { touch: SHOWN })
export const updateArticle = (id: string, body: ArticleBody & { version: number }) =>
  mutate(() => api('PUT /api/content/articles/{id}', { params: { id }, body }), { touch: SHOWN })
export const removeArticle = (id: string) =>
  mutate(() => api('DELETE /api/content/articles/{id}', { params: { id } }), { touch: SHOWN })

export const isChanged = (error: unknown): boolean => isApiError(error) && error.code === 'CONTENT_CHANGED'

/** Sends a picture, shrunk to what the server keeps; gives its address. */
export async function sendPicture(file: PickedFile): Promise<string> {
  const small = await shrinkPicture(file, PICTURE_RULE.maxBytes, PICTURE_RULE.longestSide)
  try {
    return (await sendForm<ReplyOf<ContractMap['POST /api/content/pictures']>>('/api/content/pictures', small)).url
  } finally {
    if (small !== file) releasePicked(small)
  }
}
