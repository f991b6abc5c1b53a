from django.urls import path

from campaigns.desk.views import handouts, pack, prints, recall, session, sessions, stock, today

app_name = "desk"
urlpatterns = [
    path("sign-in/", session.SignInView.as_view(), name="sign_in"),
    path("sign-out/", session.SignOutView.as_view(), name="sign_out"),
    path("branch/", session.ChooseBranchView.as_view(), name="choose_branch"),
    path("", today.TodayView.as_view(), name="today"),
    path(
        "sessions/<slug:code>/<slug:layout>/",
        sessions.SessionPaperView.as_view(),
        name="session_paper",
    ),
    path("print/", prints.PrintsView.as_view(), name="prints"),
    path("print/pack/", pack.PackView.as_view(), name="pack"),
    path("print/pack/<uuid:pack>/pdf/", pack.PackPdfView.as_view(), name="pack_pdf"),
    path("print/pack/<uuid:pack>/copies/", pack.RecordPackView.as_view(), name="record_pack"),
    path(
        "print/pack/<uuid:pack>/copies/<int:run>/",
        pack.CorrectCopiesView.as_view(),
        name="correct_copies",
    ),
    path("print/<slug:code>/", prints.PrintView.as_view(), name="print"),
    path("print/<slug:code>/pdf/", prints.PrintPdfView.as_view(), name="print_pdf"),
    path("print/<slug:code>/copies/", prints.RecordPrintView.as_view(), name="record_print"),
    path("handouts/", handouts.HandoutsView.as_view(), name="handouts"),
    path("handouts/undo/", handouts.UndoHandoutView.as_view(), name="undo_handout"),
    path("handouts/<slug:code>/", handouts.RecordHandoutView.as_view(), name="record_handout"),
    path("recall/<slug:code>/", recall.RecallView.as_view(), name="recall"),
    path("stock/", stock.StockView.as_view(), name="stock"),
    path("stock/labels/", stock.LabelsView.as_view(), name="labels"),
    path("stock/statement/", stock.StatementView.as_view(), name="statement"),
    path("stock/statement/<int:entry>/reverse/", stock.ReverseView.as_view(), name="reverse"),
    path("stock/<slug:code>/receipt/", stock.RecordReceiptView.as_view(), name="record_receipt"),
    path("stock/<slug:code>/write-off/", stock.WriteOffView.as_view(), name="write_off"),
    path("stock/<slug:code>/stocktake/", stock.StocktakeView.as_view(), name="stocktake"),
]
