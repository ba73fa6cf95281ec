import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { api } from '@/app/api'
import { useInfinite, type InfiniteQuery } from '@/app/infinite'
import { useQuery, type Query } from '@/app/query'

export type ArticleCard = ReplyOf<ContractMap['GET /api/articles/miniprogram/list']>['list'][number]
export type Article = ReplyOf<ContractMap['GET /api/articles/miniprogram/{id}']>
export type Banner = ReplyOf<ContractMap['GET /api/banners/miniprogram/active']>[number]

const PAGE = 10

/** The published articles, newest first; the whole list is kept for when there is no network. */
export function useArticles(keyword: string): InfiniteQuery<ArticleCard> {
  const fetchPage = async (page = 1) => {
    const query = { page, pageSize: PAGE, ...(keyword ? { keyword } : {}) }
    const { list, totalPages } = await api('GET /api/articles/miniprogram/list', { query })
    return { items: list, next: page < totalPages ? page + 1 : undefined }
  }
  return useInfinite<ArticleCard, number>(['articles', keyword], fetchPage, {
    persist: keyword === '',
    staleMs: 60_000,
  })
}

export const useArticle = (id: string): Query<Article> =>
  useQuery(['article', id], () => api('GET /api/articles/miniprogram/{id}', { params: { id } }), {
    staleMs: 60_000,
    persist: true,
  })

const seen = new Set<string>()

/** Counts that a banner was shown, once per run of the app. Errors are ignored. */
export function countView(id: string): void {
  if (seen.has(id)) return
  seen.add(id)
  api('POST /api/banners/{id}/view', { params: { id } }).catch(() => undefined)
}

export function countClick(id: string): void {
  api('POST /api/banners/{id}/click', { params: { id } }).catch(() => undefined)
}
