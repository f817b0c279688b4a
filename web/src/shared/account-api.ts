/** Accounts as functions: coming in as a person, one's own account, everybody's for whoever manages them. */
import { fetchJson, Problem, post, remove } from "./api";
import type { Accounts, Invitation, Journal, Link, NewAccount, OwnAccount, ProviderAnswer } from "./types";

export const accountApi = {
  enter: (email: string, password: string) => post("/session/password", { email, password }),
  invitation: (token: string) => write<Invitation>("/session/invitation/holder", { token }),
  accept: (token: string, password: string) => post("/session/invitation", { token, password }),
  /** The provider of identities that agents may enter by, if there is one. */
  provider: () => fetchJson<ProviderAnswer>("/session/provider"),
  own: () => fetchJson<OwnAccount>("/account"),
  changePassword: (current: string, replacement: string) => post("/account/password", { current, new: replacement }),
  endSession: (id: number) => remove(`/account/sessions/${id}`),
  /** Every account, or `null` for whom does not manage them. */
  all: async (): Promise<Accounts | null> => {
    try {
      return await fetchJson<Accounts>("/admin/accounts");
    } catch (error) {
      if (error instanceof Problem && error.status === 403) return null;
      throw error;
    }
  },
  invite: (account: NewAccount) => write<Link>("/admin/accounts", account),
  inviteAgain: (id: number) => write<Link>(`/admin/accounts/${id}/invitation`, {}),
  journal: (query: string) => fetchJson<Journal>(`/admin/journal${query}`),
  journalAddress: (query: string) => `/api/v1/admin/journal.csv${query}`,
  revoke: (id: number) => post(`/admin/accounts/${id}/revocation`),
};

function write<T>(path: string, body: object): Promise<T> {
  const headers = { "content-type": "application/json" };
  return fetchJson<T>(path, { method: "POST", headers, body: JSON.stringify(body) });
}
