import { dataAddress } from "./data.ts";

/** What the server refused: its words are in the language of the page, its code is for programs. */
class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
  }
}

/** What shows that the reader may write: the key of a local server, or what a session asks for in return. */
export interface Credentials {
  readonly key: string | null;
  readonly csrf: string | null;
}

export interface Call {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: unknown;
  readonly language?: string;
  readonly credentials?: Credentials;
  readonly signal?: AbortSignal;
}

/** Ask the server; the answer as JSON. Throws ApiError, with code "unreachable" where no server answers. */
export async function callApi<T>(path: string, { method = "GET", body, language, credentials, signal }: Call = {}): Promise<T> {
  const headers = new Headers({ Accept: "application/json" });
  if (body !== undefined) headers.set("Content-Type", "application/json");
  if (language !== undefined) headers.set("Accept-Language", language);
  if (credentials?.key) headers.set("Authorization", `Bearer ${credentials.key}`);
  if (credentials?.csrf) headers.set("X-CSRF-Token", credentials.csrf);
  const response = await reach(`${dataAddress}/${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  if (response.ok) return (text === "" ? null : JSON.parse(text)) as T;
  throw problemOf(response, text);
}

async function reach(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (error) {
    throw new ApiError(0, "unreachable", error instanceof Error ? error.message : String(error));
  }
}

function problemOf(response: Response, text: string): ApiError {
  try {
    const { code, detail } = JSON.parse(text) as { readonly code?: string; readonly detail?: string };
    return new ApiError(response.status, code ?? String(response.status), detail ?? response.statusText);
  } catch {
    return new ApiError(response.status, String(response.status), response.statusText);
  }
}
