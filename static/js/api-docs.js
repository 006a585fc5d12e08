// Starts Swagger UI on the page of the API. It is a script of its own because the policy allows no inline one.

const page = document.getElementById("api-docs");

function csrfToken() {
  const found = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${page.dataset.csrfCookie}=`));
  return found ? found.split("=")[1] : "";
}

window.SwaggerUIBundle({
  url: page.dataset.schema,
  domNode: page,
  deepLinking: true,
  persistAuthorization: false,
  validatorUrl: null,
  presets: [window.SwaggerUIBundle.presets.apis],
  requestInterceptor: (request) => {
    const isOurs = new URL(request.url, window.location.href).origin === window.location.origin;
    if (isOurs && !request.headers.Authorization) {
      request.headers["X-CSRFToken"] = csrfToken();
    }
    return request;
  },
});
